import { useMemo } from 'react';
import { encode } from 'uqr';

/** An address as a QR code: dark on white in both themes, so that every camera reads it. */
export function Qr({
  value,
  label,
  size = 220,
}: {
  readonly value: string;
  readonly label: string;
  readonly size?: number;
}) {
  const path = useMemo(() => {
    const { data } = encode(value, { ecc: 'M', border: 2 });
    return {
      side: data.length,
      d: data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join(''),
    };
  }, [value]);
  return (
    <svg
      role="img"
      aria-label={label}
      width={size}
      height={size}
      viewBox={`0 0 ${path.side} ${path.side}`}
      shapeRendering="crispEdges"
    >
      <rect width={path.side} height={path.side} fill="#fff" />
      <path d={path.d} fill="#000" />
    </svg>
  );
}
