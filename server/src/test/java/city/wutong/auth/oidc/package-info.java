/// Tests of sign-in by an OpenID provider.
@NullMarked
package city.wutong.auth.oidc;

import org.jspecify.annotations.NullMarked;
