#pragma once
// Hears, through the outbox, of every change that may take a right to hear a topic away, and has the
// WebSockets ask again.

#include "http/websocket.h"
#include "storage/outbox/event.h"

namespace lectern::app {

void ask_listeners_again(http::WebSockets& sockets, const outbox::Event& event);

}  // namespace lectern::app
