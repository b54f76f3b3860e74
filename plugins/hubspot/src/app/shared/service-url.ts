/**
 * Where the card finds the service. `npm run hubspot:app -- --url https://…` puts your own address in its place, here
 * and in the app's permitted URLs; a test holds the two equal.
 */
export const SERVICE_URL = 'https://ai-inventory.example.com';
