/// Who may see and do what, where and until when: one policy, decided here and nowhere else.
@NullMarked
package city.wutong.access;

import org.jspecify.annotations.NullMarked;
