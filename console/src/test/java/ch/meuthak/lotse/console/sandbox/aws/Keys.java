package ch.meuthak.lotse.console.sandbox.aws;

/** Key ids that play a part, whatever the secret is. */
public final class Keys {
    /** A long-term key that works. */
    public static final String WORKING = "AKIASANDBOXSANDBOX00";
    /** A session whose time is over. It needs a session token, as every {@code ASIA} key does. */
    public static final String EXPIRED = "ASIASANDBOXEXPIRED00";
    /** A Learner Lab session after its end: only GetCallerIdentity is still answered. */
    public static final String LAB_ENDED = "ASIASANDBOXLABENDED0";
    /** A Learner Lab session, which is confined to two regions. */
    public static final String LAB = "ASIASANDBOXLABLABLAB";

    private Keys() {}
}
