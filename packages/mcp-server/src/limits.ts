/** Of one message to the server: documents may come inline. 16 MiB. */
export const MAX_MESSAGE_BYTES: number = 16 * 1024 * 1024;
