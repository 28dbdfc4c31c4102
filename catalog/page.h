#pragma once
// One page of a list, and where the next begins: keyset paging, so that a page is the same work wherever it
// stands.

#include <string>
#include <vector>

namespace lectern::catalog {

template <typename Item>
struct Page {
  std::vector<Item> items;
  std::string next;  ///< Empty on the last page.
};

/// `items` was asked with one more than `limit`: the extra one only says that there is a next page.
template <typename Item, typename Key>
Page<Item> as_page(std::vector<Item> items, int limit, Key key) {
  Page<Item> page;
  if (items.size() > static_cast<std::size_t>(limit)) {
    items.resize(static_cast<std::size_t>(limit));
    page.next = key(items.back());
  }
  page.items = std::move(items);
  return page;
}

}  // namespace lectern::catalog
