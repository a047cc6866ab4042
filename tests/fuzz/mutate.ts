/** Ways to spoil a file, the same for the same seed. */
import type { Random } from '../generator/random.ts';

/** Other bytes: flipped bits, bytes put in, taken out, doubled, cut off, overwritten. */
export function spoilBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let spoiled: Uint8Array = bytes.slice();
  for (let count = random.pick([1, 1, 2, 5, 20, 100]); count > 0; count--) {
    if (spoiled.length === 0) break;
    const at = random.int(0, spoiled.length - 1);
    const length = Math.min(random.pick([1, 2, 4, 16, 300]), spoiled.length - at);
    switch (random.int(0, 8)) {
      case 0:
        spoiled = spoiled.slice(0, at);
        break;
      case 1:
        spoiled = joined(spoiled.subarray(0, at), spoiled.subarray(at + length));
        break;
      case 2:
        spoiled = joined(spoiled.subarray(0, at + length), spoiled.subarray(at));
        break;
      case 3:
        spoiled = joined(spoiled.subarray(0, at), randomBytes(length, random), spoiled.subarray(at));
        break;
      case 4:
        spoiled.fill(random.pick([0, 0xff, 0x20, 0x39]), at, at + length);
        break;
      default:
        spoiled[at] = (spoiled[at] as number) ^ (1 << random.int(0, 7));
    }
  }
  return spoiled;
}

export function randomBytes(length: number, random: Random): Uint8Array {
  return Uint8Array.from({ length }, () => random.int(0, 255));
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Other pieces (lines, tags, tokens): taken out, doubled, exchanged, moved, cut, put in from `strangers`. */
export function spoilPieces(pieces: readonly string[], random: Random, strangers: readonly string[]): string[] {
  const spoiled = [...pieces];
  for (let count = random.pick([1, 1, 2, 4, 12]); count > 0 && spoiled.length > 1; count--) {
    const at = random.int(0, spoiled.length - 1);
    const other = random.int(0, spoiled.length - 1);
    const piece = spoiled[at] as string;
    switch (random.int(0, 7)) {
      case 0:
        spoiled.splice(at, random.pick([1, 1, 1, 10, 60]));
        break;
      case 1:
        spoiled.splice(at, 0, ...spoiled.slice(other, other + random.pick([1, 1, 5, 40])));
        break;
      case 2:
        [spoiled[at], spoiled[other]] = [spoiled[other] as string, piece];
        break;
      case 3:
        spoiled.splice(at, 0, random.pick(strangers));
        break;
      case 4:
        spoiled[at] = piece.slice(0, random.int(0, piece.length));
        break;
      case 5:
        spoiled[at] = piece + random.pick(strangers);
        break;
      case 6:
        spoiled[at] = piece.replace(/\d+/, () => random.pick(['', '-1', '99999999999999999999', '0.5', '1e9', '一']));
        break;
      default: {
        const cut = random.int(0, piece.length);
        spoiled[at] = piece.slice(0, cut) + random.pick(strangers) + piece.slice(cut);
      }
    }
  }
  return spoiled;
}
