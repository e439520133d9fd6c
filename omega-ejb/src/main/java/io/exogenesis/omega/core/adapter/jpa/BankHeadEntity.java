package io.exogenesis.omega.core.adapter.jpa;

import io.exogenesis.omega.core.port.BankHead;
import io.exogenesis.omega.model.BankVersion;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "bank_head")
class BankHeadEntity {
    /** There is one row. */
    static final int ID = 1;

    @Id
    int id = ID;

    @Column(name = "bank_id")
    String bankId;

    long version;
    long round;
    long epoch;

    @Column(name = "epoch_started_ms")
    long epochStartedMs;

    @Column(name = "epoch_start")
    long epochStart;

    long consumed;

    @Column(name = "checkpoint_name")
    String checkpoint;

    @Column(name = "item_model")
    long itemModel;

    long forgotten;

    @SuppressWarnings("NullAway.Init") // filled by JPA
    protected BankHeadEntity() {}

    BankHeadEntity(BankHead head) {
        bankId = head.version().bankId();
        checkpoint = head.checkpoint();
        version = head.version().number();
        round = head.round();
        epoch = head.epoch();
        epochStartedMs = head.epochStartedAt().toEpochMilli();
        epochStart = head.epochStart();
        consumed = head.consumed();
        itemModel = head.itemModel();
        forgotten = head.forgotten();
    }

    BankHead head() {
        return new BankHead(
                new BankVersion(bankId, version),
                round,
                epoch,
                Instant.ofEpochMilli(epochStartedMs),
                epochStart,
                consumed,
                checkpoint,
                itemModel,
                forgotten);
    }
}
