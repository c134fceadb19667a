package ch.meuthak.lotse.console.deploy;

import ch.meuthak.lotse.console.deploy.Platform.Specification;
import java.util.Optional;

/**
 * A release that can be deployed from what is kept here.
 *
 * @param specification what it would be started as; absent when that cannot be found out
 * @param problem one sentence why the specification is absent; empty when it is there
 */
public record KeptRelease(Release release, Optional<Specification> specification, String problem) {

    /** Asks the platform. One release that cannot be read does not hide the others. */
    static KeptRelease of(Release release, Platform platform) {
        try {
            return new KeptRelease(release, Optional.of(platform.inspect(release)), "");
        } catch (PlatformException e) {
            return new KeptRelease(release, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }
}
