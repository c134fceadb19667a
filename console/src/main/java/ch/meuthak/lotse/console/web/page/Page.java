package ch.meuthak.lotse.console.web.page;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The pages of the navigation, in its order: navigation, routing and the browser's tests take them from here. */
public enum Page {
    OVERVIEW("Overview"),
    DIAGNOSIS("Diagnosis"),
    NETWORK("Network"),
    CERTIFICATE("Certificate"),
    TARGETS("Targets"),
    DEPLOYMENTS("Deployments"),
    TIMELINE("Timeline"),
    HOOK("Pipeline"),
    ACCOUNT("Account");

    private final String title;

    Page(String title) {
        this.title = title;
    }

    /** Its title in the navigation. */
    public String title() {
        return title;
    }

    /** Its name in addresses and templates, {@code network}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its address. */
    public String path() {
        return this == OVERVIEW ? "/" : "/" + id();
    }

    /** The page at an address; absent when it is none of the navigation's. */
    public static Optional<Page> at(String path) {
        return Arrays.stream(values()).filter(page -> page.path().equals(path)).findFirst();
    }
}
