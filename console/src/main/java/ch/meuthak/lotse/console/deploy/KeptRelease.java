package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Specification;
import java.util.Optional;

/**
 * A release that is kept here.
 *
 * @param specification how it would be started; absent if that cannot be read
 * @param problem one sentence on why the specification is absent; otherwise empty
 */
public record KeptRelease(Release release, Optional<Specification> specification, String problem) {

    /** Asks the platform. A release that cannot be read does not hide the others. */
    public static KeptRelease of(Release release, Platform platform) {
        try {
            return new KeptRelease(release, Optional.of(platform.inspect(release)), "");
        } catch (PlatformException e) {
            return new KeptRelease(release, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
