/// What somebody proves by who they are, and how it is kept so that who steals it cannot: hashes of
/// passwords, one-time codes, random secrets, a seal, and the patience with wrong ones.
@NullMarked
package city.wutong.auth.proof;

import org.jspecify.annotations.NullMarked;
