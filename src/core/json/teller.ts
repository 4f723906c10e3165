/** Hears what a document holds, in order. Only `value` may throw: its record then counts as invalid. */
export interface RecordReceiver {
  open(path: string): void;
  value(path: string, value: unknown): void;
  close(path: string): void;
}

/** Tells the receiver of a document what it holds, and knows where in the text that stands. */
export class Teller {
  /** Where in the whole text the value or container begins that the receiver is being told of. */
  place = 0;
  receiver: RecordReceiver | null = null;
  readonly #refused: (place: number, reason: string) => void;

  /** `refused` hears of each value its receiver refuses. */
  constructor(refused: (place: number, reason: string) => void) {
    this.#refused = refused;
  }

  open(path: string, place: number): void {
    this.place = place;
    this.receiver!.open(path);
  }

  value(path: string, value: unknown, place: number): void {
    this.place = place;
    try {
      this.receiver!.value(path, value);
    } catch (error) {
      this.#refused(place, error instanceof Error ? error.message : String(error));
    }
  }

  close(path: string, place: number): void {
    this.place = place;
    this.receiver!.close(path);
  }
}
