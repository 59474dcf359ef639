/// Sign-in by an OpenID provider (OpenID Connect Core 1.0), with the authorization code flow and
/// PKCE.
@NullMarked
package city.wutong.auth.oidc;

import org.jspecify.annotations.NullMarked;
