/**
 * Pairs the blocks that our reader read with the elements that mammoth made of the same file, by their words:
 * either may have blocks that the other has not (mammoth lifts text boxes out of their paragraphs).
 */

/** For each of `left` the index of its partner in `right`, or null; partners keep their order. */
export function align(left: readonly string[], right: readonly string[]): (number | null)[] {
  const partners = new Array<number | null>(left.length).fill(null);
  let from = 0;
  while (from < left.length && from < right.length && left[from] === right[from]) {
    partners[from] = from;
    from++;
  }
  let leftEnd = left.length;
  let rightEnd = right.length;
  while (leftEnd > from && rightEnd > from && left[leftEnd - 1] === right[rightEnd - 1]) {
    leftEnd--;
    rightEnd--;
    partners[leftEnd] = rightEnd;
  }
  const rows = leftEnd - from;
  const columns = rightEnd - from;
  // Beyond this the table below would cost more than the better view is worth: those blocks are shown as read.
  if (rows * columns > 4_000_000) return partners;

  // Longest common subsequence of what is left between.
  const width = columns + 1;
  const lengths = new Uint32Array((rows + 1) * width);
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      lengths[row * width + column] =
        left[from + row] === right[from + column]
          ? (lengths[(row + 1) * width + column + 1] as number) + 1
          : Math.max(lengths[(row + 1) * width + column] as number, lengths[row * width + column + 1] as number);
    }
  }
  let row = 0;
  let column = 0;
  while (row < rows && column < columns) {
    if (left[from + row] === right[from + column]) {
      partners[from + row] = from + column;
      row++;
      column++;
    } else if ((lengths[(row + 1) * width + column] as number) >= (lengths[row * width + column + 1] as number)) {
      row++;
    } else {
      column++;
    }
  }
  return partners;
}
