/** The longest line that is read, in bytes; a CSV record of several lines likewise. */
export const longestLine = 1024 * 1024;

/** A line without its end. Of one that is too long only the beginning is kept. */
export interface Line {
  number: number;
  bytes: Uint8Array;
  tooLong: boolean;
}

const shown = 1000;
const newline = 10;

/**
 * The lines of a file, numbered from 1, however its bytes arrive. Never holds more than one line of 1 MB and the piece
 * at hand.
 */
export async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncIterable<Line> {
  let number = 1;
  let held: Uint8Array[] = [];
  let size = 0;
  const take = (): Line => {
    const line = { number: number++, bytes: Buffer.concat(held), tooLong: size > longestLine };
    held = [];
    size = 0;
    return line;
  };
  const hold = (piece: Uint8Array) => {
    size += piece.length;
    if (size <= longestLine) held.push(piece);
    else held = [Buffer.concat([...held, piece.subarray(0, shown)]).subarray(0, shown)];
  };
  for await (const piece of input) {
    let from = 0;
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, from)) {
      hold(piece.subarray(from, end));
      from = end + 1;
      yield take();
    }
    // A copy, for whoever reads a file may fill the same buffer again.
    if (from < piece.length) hold(piece.slice(from));
  }
  if (size > 0) yield take();
}
