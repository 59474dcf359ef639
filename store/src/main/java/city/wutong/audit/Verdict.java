package city.wutong.audit;

import city.wutong.text.Text;

/// What came of verifying a chain.
public sealed interface Verdict {
    /// Every entry is as it was written, and none is missing.
    ///
    /// @param first the number of the first that is kept
    record Sound(long first, ChainHead head) implements Verdict {
        /// How many are kept.
        public long entries() {
            return head.number() - first + 1;
        }
    }

    /// Somebody has been at it.
    ///
    /// @param number of the first wrong entry
    record Broken(long number, Kind kind) implements Verdict {}

    /// How an entry can be wrong.
    enum Kind {
        CHANGED("内容与其哈希值不符", "its content is not what its hash says"),
        MISSING("条目缺失", "it is missing"),
        EXTRA("条目重复，或本应已被清除", "it is there twice, or had been cut off"),
        REPLACED("与此前记录的链头不符：此前的条目已被改写", "it is not what a noted head of the chain says"),
        CUT_OFF("已记录的末尾条目不见了", "a noted head of the chain says that it was there"),
        ADDED("系统关闭后另有条目加入", "it was added while the city stood still"),
        CUT_UNNOTED("其前条目被清除而未留记录", "what came before was cut off, and no entry says so"),
        NOTED("启动时发现链与链头不符", "a start found that chain and head differed");

        private final Text text;

        Kind(String zh, String en) {
            this.text = new Text(zh, en);
        }

        /// For people.
        public Text text() {
            return text;
        }
    }
}
