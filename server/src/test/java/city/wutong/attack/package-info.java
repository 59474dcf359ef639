/// Attacks on a running server. Each test names the attack; its comment says what would have
/// happened.
@NullMarked
package city.wutong.attack;

import org.jspecify.annotations.NullMarked;
