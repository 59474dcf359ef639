package city.wutong.auth;

import city.wutong.auth.proof.Secrets;
import city.wutong.people.Session;

/// A session with its id, as the one request that carries it sees it. The id is never kept, logged
/// or told to anybody but the browser.
public record Live(String id, Session session) {
    /// What a page of ours sends with each change, and a page of another site cannot know: it
    /// follows from the id.
    public String csrf() {
        return Secrets.hash("csrf " + id);
    }

    @Override
    public String toString() {
        return session.toString();
    }
}
