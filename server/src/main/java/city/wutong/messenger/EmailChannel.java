package city.wutong.messenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.http.OutsideWeb;
import city.wutong.http.OutsideWeb.Unreachable;
import city.wutong.text.Text;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;
import java.util.Properties;

/// Sends letters as e-mail by SMTP (RFC 5321), in plain text.
///
/// By default the connection is made secure by STARTTLS, and is not used when it cannot be
/// (`security`: `starttls`, `tls` for a port that begins with TLS, `none`). The name in the
/// server's certificate is checked. `Message-ID` is made of the letter's id.
final class EmailChannel implements Channel {
    private static final String MILLIS = String.valueOf(Channels.PATIENCE.toMillis() / 4);

    private final ChannelSetting setting;
    private final OutsideWeb web;

    EmailChannel(ChannelSetting setting, OutsideWeb web) {
        this.setting = setting;
        this.web = web;
    }

    @Override
    public Outcome send(Letter letter) {
        var to = letter.address();
        if (to.isEmpty()) {
            return Outcome.never("it is for nobody whose address is known");
        }
        try {
            web.reachable(host());
            var session = Session.getInstance(properties());
            var mail = mail(session, letter, to.get());
            try (var transport = session.getTransport("smtp")) {
                transport.connect(
                        host(),
                        setting.setting("user").orElse(null),
                        setting.secret("password").orElse(null));
                transport.sendMessage(mail, mail.getAllRecipients());
            }
            return Outcome.delivered();
        } catch (Unreachable e) {
            return Outcome.notNow(e.why());
        } catch (AuthenticationFailedException e) {
            return Outcome.notNow("the mail server does not know the user or the password");
        } catch (SendFailedException e) {
            return Outcome.never("the mail server refuses the address");
        } catch (MessagingException e) {
            return Outcome.notNow(
                    "the mail server cannot be used: " + e.getClass().getSimpleName());
        }
    }

    private String host() {
        return setting.setting("host").orElseThrow();
    }

    private Properties properties() {
        var security = setting.setting("security").orElse("starttls");
        var port = security.equals("tls") ? "465" : security.equals("starttls") ? "587" : "25";
        var properties = new Properties();
        properties.setProperty("mail.smtp.port", setting.setting("port").orElse(port));
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(security.equals("tls")));
        boolean upgrades = security.equals("starttls");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(upgrades));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(upgrades));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        boolean signsIn = setting.setting("user").isPresent();
        properties.setProperty("mail.smtp.auth", String.valueOf(signsIn));
        properties.setProperty("mail.smtp.connectiontimeout", MILLIS);
        properties.setProperty("mail.smtp.timeout", MILLIS);
        properties.setProperty("mail.smtp.writetimeout", MILLIS);
        return properties;
    }

    private MimeMessage mail(Session session, Letter letter, String to) throws MessagingException {
        var language = setting.setting("language").orElse("zh");
        var mail = new Identified(session, "<" + letter.id() + "@wutong>");
        mail.setFrom(new InternetAddress(setting.setting("from").orElseThrow(), true));
        mail.setRecipients(MimeMessage.RecipientType.TO, InternetAddress.parse(to, true));
        mail.setSubject(oneLine(in(language, letter.title())), UTF_8.name());
        mail.setText(in(language, letter.text()), UTF_8.name());
        mail.setSentDate(Date.from(letter.madeAt()));
        mail.saveChanges();
        return mail;
    }

    private static String in(String language, Text text) {
        return language.equals("en") ? text.en() : text.zh();
    }

    /// A header is one line: what an alert's text brings can add none.
    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /// Mail of which the id is ours.
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
