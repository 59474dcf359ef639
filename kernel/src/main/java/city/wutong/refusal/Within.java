package city.wutong.refusal;

/// A reason that does not say by itself which field it speaks of, with that field before its words.
///
/// @param field as the request spells it
/// @param reason what is wrong with it
record Within(String field, Reason reason) implements Reason {
    @Override
    public Words words() {
        return new Words(
                reason.family(),
                reason.code(),
                field + ": " + reason.english(),
                field + "：" + reason.chinese());
    }
}
