import type { Bytes } from '../bytes.ts';

/**
 * Reads fields of fixed and of told widths, big-endian, one after the other. Past the end nothing is read any more: `failed`
 * says so once at the end, instead of after each field. A length that is told is checked before anything of it is taken,
 * so a few bytes can't ask for much memory.
 */
export class ByteReader {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #at = 0;
  #failed = false;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Whether more was asked for than there is. */
  get failed(): boolean {
    return this.#failed;
  }

  /** Where the next field begins. */
  get offset(): number {
    return this.#at;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(): number {
    return this.#take(1) ? this.#view.getUint8(this.#at - 1) : 0;
  }

  u16(): number {
    return this.#take(2) ? this.#view.getUint16(this.#at - 2) : 0;
  }

  u32(): number {
    return this.#take(4) ? this.#view.getUint32(this.#at - 4) : 0;
  }

  /** A view, not a copy; empty where there is not so much. */
  bytes(length: number): Bytes {
    return (
      this.#take(length) ? this.#bytes.subarray(this.#at - length, this.#at) : this.#bytes.subarray(0, 0)
    ) as Bytes;
  }

  #take(length: number): boolean {
    if (this.#failed || length > this.left) {
      this.#failed = true;
      return false;
    }
    this.#at += length;
    return true;
  }
}

/** A number in two or four bytes, big-endian. @throws RangeError where it does not fit. */
export function u16(value: number): Bytes {
  return sized(value, 0xffff, 2, (view) => view.setUint16(0, value));
}
export function u32(value: number): Bytes {
  return sized(value, 0xffff_ffff, 4, (view) => view.setUint32(0, value));
}

function sized(value: number, max: number, width: number, write: (view: DataView) => void): Bytes {
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new RangeError(`not in 0..${max}: ${value}`);
  const bytes = new Uint8Array(width);
  write(new DataView(bytes.buffer));
  return bytes;
}
