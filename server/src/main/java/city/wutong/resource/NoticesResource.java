package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import java.util.Set;

/// `/api/notices`: the newest notices for whoever asks.
final class NoticesResource {
    private static final int MOST = 100;

    private final Tenancy tenancy;
    private final Addressees addressees;

    NoticesResource(Tenancy tenancy, Addressees addressees) {
        this.tenancy = tenancy;
        this.addressees = addressees;
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var all = tenancy.of(call).notices(addressees).after(0).reversed();
        return Tell.object()
                .withAll("notices", all.stream().limit(MOST).toList(), each -> each)
                .answer(200);
    }
}
