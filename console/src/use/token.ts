// A one-time token that came behind # of a link. No browser sends that part to any server; it is
// taken out of the address at once, so that it stays in no history either.
export function takeToken(): string {
  const token = decodeURIComponent(location.hash.slice(1));
  if (token) history.replaceState(history.state, '', location.pathname);
  return token;
}
