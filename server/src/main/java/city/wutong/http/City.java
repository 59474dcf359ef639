package city.wutong.http;

import city.wutong.context.Context;
import city.wutong.context.Writer;
import city.wutong.feed.Feed;
import city.wutong.history.History;

/// One tenant as the doors see it: what is now, what was, what comes, and who changes it.
public record City(Context context, Writer writer, Feed feed, History history) {}
