package ch.meuthak.lotse.console.web.page;

import ch.meuthak.lotse.console.words.CodeWords;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.messageresolver.AbstractMessageResolver;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Renders the Thymeleaf templates. Every value is escaped; no template uses {@code th:utext} (a test sees to it). */
public final class Templates {
    private static final String FOLDER = "ch/meuthak/lotse/console/web/";

    /** The part of a page that is fetched again when something has changed. */
    private static final Set<String> LIVE = Set.of("live");

    private final TemplateEngine engine = new TemplateEngine();

    public Templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(Templates.class.getClassLoader());
        resolver.setPrefix(FOLDER);
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        engine.setTemplateResolver(resolver);
        engine.setLinkBuilder(new RootLinks());
        engine.setMessageResolver(new WordsResolver());
    }

    /** The whole page. */
    public String page(String name, PageFrame frame, Object view) {
        return engine.process(name, context(frame, view));
    }

    /** Only the part of the page that changes. */
    String live(String name, PageFrame frame, Object view) {
        return engine.process(name, LIVE, context(frame, view));
    }

    private static Context context(PageFrame frame, Object view) {
        return new Context(Locale.ENGLISH, Map.of("frame", frame, "view", view));
    }

    /** Links start at the root: there is no servlet context to ask for another path. */
    private static final class RootLinks extends StandardLinkBuilder {
        @Override
        protected String computeContextPath(
                IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
            return "";
        }
    }

    /** One list of words for all templates, instead of a file for each. */
    private static final class WordsResolver extends AbstractMessageResolver {
        @Override
        public @Nullable String resolveMessage(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            return CodeWords.find(key).orElse(null);
        }

        @Override
        public String createAbsentMessageRepresentation(
                ITemplateContext context, @Nullable Class<?> origin, String key, Object @Nullable [] parameters) {
            return List.of(key.split("\\.")).getLast();
        }
    }
}
