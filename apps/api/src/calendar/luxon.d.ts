// What we use of luxon, which ships no types of its own.
declare module 'luxon' {
  export class DateTime {
    static fromISO(text: string, options?: { zone?: string }): DateTime;
    static fromMillis(instant: number, options?: { zone?: string }): DateTime;
    readonly isValid: boolean;
    /** Minutes east of UTC. */
    readonly offset: number;
    setZone(zone?: string): DateTime;
    toFormat(format: string): string;
    toMillis(): number;
    toJSDate(): Date;
    toJSON(): string;
    get zone(): { readonly name: string };
  }
}
