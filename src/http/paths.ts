export const API = '/api/v1';
/** The page to read; a problem's `type` names its row there. */
export const REFERENCE = `${API}/docs`;
