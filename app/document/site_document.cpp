#include "app/document/site_document.h"
