package dev.troth.proofs.peers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A JUnit test or class of tests that needs these peers: skipped or failed without them, see {@link Peer#require()}. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresPeer.Gate.class)
public @interface RequiresPeer {

    Peer[] value();

    /** Asks for the peers before anything of the class or the method runs. */
    final class Gate implements BeforeAllCallback, BeforeEachCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            requireWhatStandsOn(context);
        }

        @Override
        public void beforeEach(ExtensionContext context) {
            requireWhatStandsOn(context);
        }

        private static void requireWhatStandsOn(ExtensionContext context) {
            AnnotationSupport.findAnnotation(context.getElement(), RequiresPeer.class)
                    .ifPresent(needed -> {
                        for (Peer peer : needed.value()) {
                            peer.require();
                        }
                    });
        }
    }
}
