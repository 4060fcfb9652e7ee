// `npm run livekit:install`: builds the pinned LiveKit server into the checkout's cache, where `npm start` and the tests find it.
const { findLiveKit, installLiveKit } = await import(new URL('dist/livekit/program.js', import.meta.url).href);
try {
  const found = await findLiveKit();
  console.log(`LiveKit is there: ${found ?? (await installLiveKit(0, console.log))}`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
