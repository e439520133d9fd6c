package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.AccessTokenStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** The access tokens in the database. */
@Singleton
public class JpaAccessTokenStore implements AccessTokenStore {
    private final UnitOfWork unit;

    @Inject
    public JpaAccessTokenStore(UnitOfWork unit) {
        this.unit = unit;
    }

    @Override
    public void add(TokenRow row) {
        unit.call(em -> {
            em.persist(new AccessTokenEntity(row));
            return true;
        });
    }

    @Override
    public void revoke(String id, Instant at) {
        unit.call(em -> em.createQuery(
                        "update AccessTokenEntity t set t.revokedMs = :at where t.id = :id and t.revokedMs is null")
                .setParameter("at", at.toEpochMilli())
                .setParameter("id", id)
                .executeUpdate());
    }

    @Override
    public List<TokenRow> all() {
        return unit.call(em -> em.createQuery(
                        "select t from AccessTokenEntity t order by t.mintedMs, t.id", AccessTokenEntity.class)
                .getResultStream()
                .map(AccessTokenEntity::row)
                .toList());
    }

    @Override
    public void forgetExpired(Instant upTo) {
        unit.call(em -> em.createQuery("delete from AccessTokenEntity t where t.expiresMs <= :upTo")
                .setParameter("upTo", upTo.toEpochMilli())
                .executeUpdate());
    }
}
