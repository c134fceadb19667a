package ch.meuthak.lotse.console;

/** Wires the console and starts it. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
