/** A step of the start that did not work, with what the person at the terminal can do about it. */
export class StartFailure extends Error {
  readonly advice: string;
  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StartFailure';
    this.advice = advice;
  }
}
