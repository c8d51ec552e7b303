// SPDX-License-Identifier: EUPL-1.2
// A QR code drawn as one SVG path: no picture is fetched and no markup is parsed.
import { encode } from 'uqr';

const kQuietZone = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: kQuietZone });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <path className="qr__paper" d={`M0 0h${size}v${size}h-${size}z`} />
      <path className="qr__ink" d={path} />
    </svg>
  );
}
