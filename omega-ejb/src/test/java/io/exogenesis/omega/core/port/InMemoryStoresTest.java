package io.exogenesis.omega.core.port;

import org.junit.jupiter.api.Nested;

/** The test adapters keep the same contracts as the real ones, or tests over them would prove nothing. */
class InMemoryStoresTest {
    @Nested
    class Viewers extends ViewerStoreContract {
        private final ViewerStore store = new InMemoryViewerStore();

        @Override
        protected ViewerStore store() {
            return store;
        }
    }

    @Nested
    class Bank extends BankStoreContract {
        private final BankStore store = new InMemoryBankStore();

        @Override
        protected BankStore store() {
            return store;
        }
    }

    @Nested
    class Catalogue extends CatalogueStoreContract {
        private final CatalogueStore store = new InMemoryCatalogueStore();

        @Override
        protected CatalogueStore store() {
            return store;
        }

        @Override
        protected CatalogueStore store(int mostImports) {
            return new InMemoryCatalogueStore(mostImports);
        }
    }

    @Nested
    class AccessTokens extends AccessTokenStoreContract {
        private final AccessTokenStore store = new InMemoryAccessTokenStore();

        @Override
        protected AccessTokenStore store() {
            return store;
        }
    }

    @Nested
    class Operators extends OperatorLogContract {
        @Override
        protected OperatorLog log(int most) {
            return new InMemoryOperatorLog(most);
        }
    }

    @Nested
    class Defence extends DefenceStoreContract {
        private final OperatorLog log = new InMemoryOperatorLog();
        private final DefenceStore store = new InMemoryDefenceStore(log);

        @Override
        protected DefenceStore store() {
            return store;
        }

        @Override
        protected OperatorLog log() {
            return log;
        }
    }

    @Nested
    class Orders extends PatternOrderStoreContract {
        private final OperatorLog log = new InMemoryOperatorLog();
        private final PatternOrderStore store = new InMemoryPatternOrderStore(log);

        @Override
        protected PatternOrderStore store() {
            return store;
        }

        @Override
        protected OperatorLog log() {
            return log;
        }
    }
}
