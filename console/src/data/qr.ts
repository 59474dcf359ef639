// QR codes, drawn here: a secret leaves this page for no picture service.
import { encode } from 'uqr';

export interface QrCode {
  /** Modules along one side, without the border. */
  readonly size: number;
  /** An SVG path of unit squares for the dark modules. */
  readonly path: string;
}

/** The code of a text; dark modules of a row that touch are one stroke. */
export function qrOf(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const strokes: string[] = [];
  data.forEach((row, y) => {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      const from = x;
      while (x < size && row[x]) x++;
      strokes.push(`M${from} ${y}h${x - from}v1H${from}z`);
    }
  });
  return { size, path: strokes.join('') };
}

/** The secret in groups of four, as one types it in. */
export function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
