/** Two short notes on the chosen loudspeaker. */
export async function playTone(device: string): Promise<void> {
  if (typeof AudioContext !== 'function') return;
  const context = new AudioContext();
  try {
    if (device && 'setSinkId' in context)
      await (context as AudioContext & { setSinkId(id: string): Promise<void> })
        .setSinkId(device)
        .catch(() => undefined);
    await context.resume();
    const gain = context.createGain();
    gain.connect(context.destination);
    const start = context.currentTime + 0.05;
    [523.25, 659.25].forEach((pitch, index) => {
      const at = start + index * 0.35;
      const note = context.createOscillator();
      note.frequency.value = pitch;
      note.connect(gain);
      gain.gain.setValueAtTime(0, at);
      gain.gain.linearRampToValueAtTime(0.25, at + 0.03);
      gain.gain.linearRampToValueAtTime(0, at + 0.32);
      note.start(at);
      note.stop(at + 0.34);
    });
    await new Promise(resolve => setTimeout(resolve, 900));
  } finally {
    await context.close();
  }
}
