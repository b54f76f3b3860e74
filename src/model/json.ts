/** What a vendor's JSON can hold. Its shape is only known after a schema has read it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };
