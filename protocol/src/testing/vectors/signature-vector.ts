/** A signature, and whether this project takes it. All bytes in hexadecimal. */
export interface SignatureVector {
  readonly name: string;
  readonly key: string;
  readonly message: string;
  readonly signature: string;
  readonly valid: boolean;
}
