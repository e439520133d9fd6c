package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.TestClock;
import io.exogenesis.omega.core.port.AccessTokenStore;
import io.exogenesis.omega.core.port.AccessTokenStoreContract;
import io.exogenesis.omega.core.port.BankStore;
import io.exogenesis.omega.core.port.BankStoreContract;
import io.exogenesis.omega.core.port.CatalogueStore;
import io.exogenesis.omega.core.port.CatalogueStoreContract;
import io.exogenesis.omega.core.port.DefenceStore;
import io.exogenesis.omega.core.port.DefenceStoreContract;
import io.exogenesis.omega.core.port.OperatorLog;
import io.exogenesis.omega.core.port.OperatorLogContract;
import io.exogenesis.omega.core.port.PatternOrderStore;
import io.exogenesis.omega.core.port.PatternOrderStoreContract;
import io.exogenesis.omega.core.port.ViewerStore;
import io.exogenesis.omega.core.port.ViewerStoreContract;
import org.junit.jupiter.api.Nested;

/** The store contracts on EclipseLink and a database with the real schema. */
abstract class JpaStores {
    /** Emptied. */
    abstract TestDatabase database();

    @Nested
    class Viewers extends ViewerStoreContract {
        private final ViewerStore store = new JpaViewerStore(database());

        @Override
        protected ViewerStore store() {
            return store;
        }
    }

    @Nested
    class Bank extends BankStoreContract {
        private final BankStore store = new JpaBankStore(database(), new TestClock());

        @Override
        protected BankStore store() {
            return store;
        }
    }

    @Nested
    class Catalogue extends CatalogueStoreContract {
        private final CatalogueStore store = new JpaCatalogueStore(database());

        @Override
        protected CatalogueStore store() {
            return store;
        }

        @Override
        protected CatalogueStore store(int mostImports) {
            return new JpaCatalogueStore(database(), mostImports);
        }
    }

    @Nested
    class AccessTokens extends AccessTokenStoreContract {
        private final AccessTokenStore store = new JpaAccessTokenStore(TestDatabase.empty());

        @Override
        protected AccessTokenStore store() {
            return store;
        }
    }

    @Nested
    class Operators extends OperatorLogContract {
        @Override
        protected OperatorLog log(int most) {
            return new JpaOperatorLog(database(), most);
        }
    }

    @Nested
    class Defence extends DefenceStoreContract {
        private final OperatorLog log = new JpaOperatorLog(database());
        private final DefenceStore store = new JpaDefenceStore(database());

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
        private final OperatorLog log = new JpaOperatorLog(TestDatabase.empty());
        private final PatternOrderStore store = new JpaPatternOrderStore(TestDatabase.empty());

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
