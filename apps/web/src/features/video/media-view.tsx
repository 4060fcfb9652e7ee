import { useEffect, useRef } from 'react';
import type { Media } from '../media/media.js';

/** One picture, with its name. */
export function Picture({
  media,
  name,
  large,
}: {
  readonly media: Media;
  readonly name: string;
  readonly large?: boolean;
}) {
  const ref = useRef<HTMLVideoElement>(null);
  const { attach, own, source } = media;
  useEffect(() => (ref.current ? attach(ref.current) : undefined), [attach]);
  return (
    <figure className={`picture ${large ? 'large' : ''} ${source === 'screen' ? 'screen' : ''}`} data-from={media.from}>
      <video
        ref={ref}
        className={own && source === 'camera' ? 'mirrored' : undefined}
        autoPlay
        playsInline
        muted
        aria-label={name}
      />
      <figcaption>{name}</figcaption>
    </figure>
  );
}

/** What is heard, whatever is folded away. */
export function Sounds({ sounds }: { readonly sounds: readonly Media[] }) {
  return sounds.map(one => <Sound key={one.id} attach={one.attach} from={one.channel ?? one.from} />);
}

function Sound({ attach, from }: { readonly attach: Media['attach']; readonly from: string }) {
  const ref = useRef<HTMLAudioElement>(null);
  useEffect(() => (ref.current ? attach(ref.current) : undefined), [attach]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice has no captions yet
  return <audio ref={ref} data-from={from} autoPlay />;
}
