/** What a path counts under: without version, query and ids. */
export function labelOf(path: string): string {
  const [pathname = ''] = path.split('?');
  return pathname.replace(/^(?:\/rest)?\/v[\d_]+(?=\/)/, '').replace(/\/[\da-f]{8}-[\da-f-]{27}(?=\/|$)/g, '/:id');
}
