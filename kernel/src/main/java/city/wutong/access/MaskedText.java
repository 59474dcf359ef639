package city.wutong.access;

import java.util.Optional;
import java.util.Set;

/// Texts as [Mask]s show them. Lengths and places are counted in code points.
final class MaskedText {
    private static final String STAR = "*";
    private static final String SOME = "***";

    /// The surnames of two characters that are borne today (复姓).
    private static final Set<String> LONG_SURNAMES =
            Set.of(
                    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛", "尉迟",
                    "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容", "仲孙", "钟离",
                    "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马", "公西", "颛孙", "壤驷",
                    "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐", "段干", "百里", "呼延", "东郭",
                    "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "西门", "第五");

    /// Where a building ends in an address; the first of the first line that has one counts.
    private static final String[][] BUILDING = {
        {"幢", "栋", "号楼", "座"}, {"号", "弄"}, {"村", "社区", "小区"}
    };

    private static final int ADDRESS_HEAD = 6;
    private static final String PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
    private static final int SHORTEST_PLATE = 6;
    private static final int SHORTEST_NUMBER = 11;

    private MaskedText() {}

    static Optional<String> of(Mask mask, String text) {
        return switch (mask) {
            case NAME -> Optional.of(name(text));
            case ID_CARD -> Optional.of(between(text, 4, 4, 15));
            case MOBILE -> Optional.of(between(text, 3, 4, SHORTEST_NUMBER));
            case ADDRESS -> Optional.of(address(text));
            case PLATE -> Optional.of(plate(text));
            case BANK_CARD -> Optional.of(bankCard(text));
            case HEALTH -> health(text);
            case TEXT -> Optional.of(freeText(text));
            case PHOTO, POSITION -> Optional.empty();
        };
    }

    private static String name(String name) {
        int length = length(name);
        boolean isLong = length > 2 && LONG_SURNAMES.contains(head(name, 2));
        int shown = isLong ? 2 : length > 1 ? 1 : 0;
        return head(name, shown) + STAR.repeat(length - shown);
    }

    /// Its first and last characters; none of what is shorter than such a number is.
    private static String between(String text, int first, int last, int shortest) {
        int length = length(text);
        return length < shortest
                ? STAR.repeat(length)
                : head(text, first) + STAR.repeat(length - first - last) + tail(text, last);
    }

    private static String address(String address) {
        for (var marks : BUILDING) {
            int end = firstEnd(address, marks);
            if (end >= 0) {
                return end == address.length() ? address : address.substring(0, end) + SOME;
            }
        }
        return length(address) <= ADDRESS_HEAD ? SOME : head(address, ADDRESS_HEAD) + SOME;
    }

    private static int firstEnd(String address, String... marks) {
        int first = -1;
        for (var mark : marks) {
            int at = address.indexOf(mark);
            if (at >= 0 && (first < 0 || at + mark.length() < first)) {
                first = at + mark.length();
            }
        }
        return first;
    }

    private static String plate(String plate) {
        var bare = plate.replace("·", "").replace(" ", "");
        return length(bare) < SHORTEST_PLATE ? "**" : head(bare, 2) + "·**" + tail(bare, 2);
    }

    private static String bankCard(String number) {
        return length(number) < 8 ? "****" : "****" + tail(number, 4);
    }

    /// `I10.900` is `I**`; what is no code of ICD-10 is not shown.
    private static Optional<String> health(String code) {
        boolean isCode =
                code.length() >= 3
                        && code.charAt(0) >= 'A'
                        && code.charAt(0) <= 'Z'
                        && isDigitOrStar(code.charAt(1))
                        && isDigitOrStar(code.charAt(2));
        return isCode ? Optional.of(code.charAt(0) + "**") : Optional.empty();
    }

    private static boolean isDigitOrStar(char c) {
        return c == '*' || (c >= '0' && c <= '9');
    }

    /// Of every number of [#SHORTEST_NUMBER] digits or more, single spaces and hyphens within them
    /// not counted, the first three and the last four are left; of every number plate where it is
    /// from.
    private static String freeText(String text) {
        var masked = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = Math.max(endOfNumber(text, at), at);
            if (end > at) {
                appendNumber(masked, text, at, end);
            } else {
                end = endOfPlate(text, at);
                if (end > at) {
                    masked.append(text, at, at + 2).append("·****"); // no digit for others to join
                } else {
                    end = at + 1;
                    masked.append(text.charAt(at));
                }
            }
            at = end;
        }
        return masked.toString();
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length()
                && (Character.isDigit(text.charAt(end)) || isWithin(text, from, end))) {
            end++;
        }
        return end;
    }

    /// A separator between digits, or the X that ends an identity card's number.
    private static boolean isWithin(String text, int from, int at) {
        if (at == from || !Character.isDigit(text.charAt(at - 1))) {
            return false;
        }
        char c = text.charAt(at);
        boolean isBetween = at + 1 < text.length() && Character.isDigit(text.charAt(at + 1));
        return isBetween ? c == ' ' || c == '-' : c == 'X' || c == 'x';
    }

    private static void appendNumber(StringBuilder masked, String text, int from, int end) {
        int digits = 0;
        for (int at = from; at < end; at++) {
            digits += isSeparator(text.charAt(at)) ? 0 : 1;
        }
        if (digits < SHORTEST_NUMBER) {
            masked.append(text, from, end);
            return;
        }
        int digit = 0;
        for (int at = from; at < end; at++) {
            char c = text.charAt(at);
            boolean isShown = isSeparator(c) || digit < 3 || digit >= digits - 4;
            masked.append(isShown ? c : '*');
            digit += isSeparator(c) ? 0 : 1;
        }
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-';
    }

    private static int endOfPlate(String text, int from) {
        if (PROVINCES.indexOf(text.charAt(from)) < 0
                || from + 1 >= text.length()
                || !isCapital(text.charAt(from + 1))) {
            return from;
        }
        int begin = from + 2;
        if (begin < text.length() && (text.charAt(begin) == '·' || text.charAt(begin) == ' ')) {
            begin++;
        }
        int end = begin;
        while (end < text.length() && end < begin + 6 && isOfPlate(text.charAt(end))) {
            end++;
        }
        return end - begin >= 5 ? end : from;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isOfPlate(char c) {
        return isCapital(c) || (c >= '0' && c <= '9');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String head(String text, int count) {
        return text.substring(0, text.offsetByCodePoints(0, count));
    }

    private static String tail(String text, int count) {
        return text.substring(text.offsetByCodePoints(text.length(), -count));
    }
}
