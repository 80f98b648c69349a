package io.calvinverse.artefacts.fault;

import java.io.IOException;

/** What can happen to a request between a client and a server. */
public enum Fault {
    NONE {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.forward(false);
            conversation.back(0);
        }
    },
    LATENCY {
        @Override
        void apply(Conversation conversation) throws IOException {
            Conversation.pause(300);
            NONE.apply(conversation);
        }
    },
    RESET_IN_REQUEST {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.swallowHalf();
            conversation.reset();
        }
    },
    /** The server did it, the client never hears. */
    LOST_ANSWER {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.forward(false);
            conversation.halfBack();
        }
    },
    STATUS_500 {
        @Override
        void apply(Conversation conversation) throws IOException {
            refuse(conversation, 500);
        }
    },
    STATUS_502 {
        @Override
        void apply(Conversation conversation) throws IOException {
            refuse(conversation, 502);
        }
    },
    /** A gateway's answer after the server behind it did it. */
    LATE_502 {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.forward(false);
            conversation.answer(502);
        }
    },
    STATUS_503 {
        @Override
        void apply(Conversation conversation) throws IOException {
            refuse(conversation, 503);
        }
    },
    STATUS_507 {
        @Override
        void apply(Conversation conversation) throws IOException {
            refuse(conversation, 507);
        }
    },
    STATUS_429 {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.swallow();
            conversation.answer(429, "Retry-After: 1");
        }
    },
    /** Says created and has kept nothing. */
    LYING_201 {
        @Override
        void apply(Conversation conversation) throws IOException {
            if (conversation.writes()) {
                refuse(conversation, 201);
            } else {
                NONE.apply(conversation);
            }
        }
    },
    /** A byte changes on its way to the server. */
    DAMAGE {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.forward(conversation.writes());
            conversation.back(0);
        }
    },
    SLOW_LORIS {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.forward(false);
            conversation.back(100);
        }
    },
    SILENCE {
        @Override
        void apply(Conversation conversation) throws IOException {
            conversation.silence();
        }
    };

    abstract void apply(Conversation conversation) throws IOException;

    private static void refuse(Conversation conversation, int status) throws IOException {
        conversation.swallow();
        conversation.answer(status);
    }
}
