package city.wutong.refusal;

/// Why something was refused: a stable code and its words. Each part lists its reasons in an enum
/// that implements this, so that no reason can lack one of the languages.
public interface Reason {
    /// The code, the family and the words.
    Words words();

    /// What there is to say of a reason.
    ///
    /// @param family gives the answer its HTTP status and its problem type
    /// @param code stable, so that programs can rely on it, e.g. `entity.id-not-uri`
    /// @param english what is wrong and what to do; `{0}`, `{1}`, … stand for the arguments
    /// @param chinese the same in Chinese
    record Words(Family family, String code, String english, String chinese) {}

    default Family family() {
        return words().family();
    }

    default String code() {
        return words().code();
    }

    default String english() {
        return words().english();
    }

    default String chinese() {
        return words().chinese();
    }

    /// The families of refusals: those of ETSI GS CIM 009 V1.9.1 clause 5.5.2 with the HTTP status
    /// of clause 6.3.2, and those that the standard does not know.
    enum Family {
        INVALID_REQUEST(400, "InvalidRequest"),
        BAD_REQUEST_DATA(400, "BadRequestData"),
        ALREADY_EXISTS(409, "AlreadyExists"),
        OPERATION_NOT_SUPPORTED(422, "OperationNotSupported"),
        RESOURCE_NOT_FOUND(404, "ResourceNotFound"),
        INTERNAL_ERROR(500, "InternalError"),
        TOO_COMPLEX_QUERY(403, "TooComplexQuery"),
        TOO_MANY_RESULTS(403, "TooManyResults"),
        LD_CONTEXT_NOT_AVAILABLE(504, "LdContextNotAvailable"),
        NO_MULTI_TENANT_SUPPORT(501, "NoMultiTenantSupport"),
        NONEXISTENT_TENANT(404, "NonexistentTenant"),
        /// Somebody else was faster, or the state does not allow it.
        CONFLICT(409, ""),
        /// Wutong's own entities are written through their own interfaces only.
        FORBIDDEN(403, ""),
        /// Who asks has not said who they are, or could not prove it (RFC 9110 §15.5.2).
        UNAUTHENTICATED(401, ""),
        METHOD_NOT_ALLOWED(405, ""),
        NOT_ACCEPTABLE(406, ""),
        /// The request did not come in time (RFC 9110 §15.5.9).
        TIMEOUT(408, ""),
        LENGTH_REQUIRED(411, ""),
        TOO_LARGE(413, ""),
        UNSUPPORTED_MEDIA_TYPE(415, ""),
        /// This caller asks too often (RFC 6585 §4).
        TOO_MANY(429, ""),
        /// A bound is reached now; the same request may succeed later.
        BUSY(503, ""),
        /// The city holds as much as it was given memory for.
        FULL(507, "");

        private final int status;
        private final String ngsiLdName;

        Family(int status, String ngsiLdName) {
            this.status = status;
            this.ngsiLdName = ngsiLdName;
        }

        /// The HTTP status of an answer.
        public int status() {
            return status;
        }

        /// The `type` of a ProblemDetails (RFC 7807).
        public String problemType() {
            return ngsiLdName.isEmpty()
                    ? "about:blank"
                    : "https://uri.etsi.org/ngsi-ld/errors/" + ngsiLdName;
        }
    }
}
