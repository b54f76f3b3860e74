/** Why the package scanner would refuse a package, or Sugar could not use it. */
export interface Fault {
  file: string;
  line?: number;
  rule: string;
  text: string;
}
