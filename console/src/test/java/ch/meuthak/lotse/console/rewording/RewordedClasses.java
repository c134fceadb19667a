package ch.meuthak.lotse.console.rewording;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Loads the console's classes with every sentence in them changed: each place that loads a text gets a mark of its own, so that
 * also two places with the same text differ from then on. A text without a blank between letters is a code, and stays.
 */
final class RewordedClasses extends ClassLoader {
    private static final String CONSOLE = "ch.meuthak.lotse.console.";
    private static final Pattern SENTENCE = Pattern.compile("(?s).*(?:\\p{L}{2}[,.:;]? | \\p{L}{2}).*");

    /** Made of a code and of what follows it: the name of a part, {@code targets arn:...}. */
    private static final Pattern KEY = Pattern.compile("[a-z-]+(?: [\\x01\\x02])+");

    private final Predicate<String> reworded;
    private final AtomicInteger places = new AtomicInteger();

    /** @param reworded the names of the classes whose sentences are changed */
    RewordedClasses(Predicate<String> reworded) {
        super(RewordedClasses.class.getClassLoader());
        this.reworded = reworded;
    }

    /** How many texts were changed. */
    int places() {
        return places.get();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(CONSOLE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] read = in.readAllBytes();
            byte[] code = reworded.test(name) ? changed(read) : read;
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] changed(byte[] read) {
        ClassFile file = ClassFile.of();
        CodeTransform texts = this::change;
        return file.transformClass(file.parse(read), ClassTransform.transformingMethodBodies(texts));
    }

    private void change(CodeBuilder to, CodeElement element) {
        switch (element) {
            case LoadConstantInstruction load
            when load.constantValue() instanceof String text && isSentence(text) -> to.loadConstant(marked(text));
            case InvokeDynamicInstruction call
            when call.bootstrapMethod().methodName().equals("makeConcatWithConstants") ->
                to.invokedynamic(DynamicCallSiteDesc.of(
                        call.bootstrapMethod(),
                        call.name().stringValue(),
                        call.typeSymbol(),
                        Arrays.stream(call.bootstrapArgs().toArray(ConstantDesc[]::new))
                                .map(this::changed)
                                .toArray(ConstantDesc[]::new)));
            default -> to.with(element);
        }
    }

    private ConstantDesc changed(ConstantDesc argument) {
        return argument instanceof String text && isSentence(text) ? marked(text) : argument;
    }

    private static boolean isSentence(String text) {
        return SENTENCE.matcher(text).matches() && !KEY.matcher(text).matches();
    }

    /** The stop in it ends the first sentence of whatever would be cut there. */
    private String marked(String text) {
        return "\u00a7" + places.incrementAndGet() + "\u00a7. " + text;
    }
}
