package city.wutong.refusal;

/// Carries a [Refusal] out of nested reading; caught where the request is answered. It has no stack
/// trace: what went wrong is the sender's doing, and the refusal says all of it.
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    Refused(Refusal refusal) {
        super(refusal.reason().code(), null, false, false);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    @Override
    public String getMessage() {
        return refusal.english();
    }
}
