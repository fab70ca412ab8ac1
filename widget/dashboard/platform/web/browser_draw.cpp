#include "widget/dashboard/platform/web/browser_draw.h"

#include "imgui.h"
#include "widget/dashboard/platform/web/host.h"

namespace undersigned::dashboard {
namespace {

void bring_up_to_date(ImTextureData& texture) {
  const auto id = static_cast<std::uint32_t>(texture.UniqueID) + 1;  // 0 is ImGui's "no texture"
  if (texture.Status == ImTextureStatus_WantCreate) {
    host_create_texture(id, texture.Width, texture.Height, texture.GetPixels());
    texture.SetTexID(id);
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantUpdates) {
    for (const ImTextureRect& part : texture.Updates) {
      host_update_texture(id, part.x, part.y, part.w, part.h, texture.GetPixelsAt(part.x, part.y), texture.Width);
    }
    texture.SetStatus(ImTextureStatus_OK);
  } else if (texture.Status == ImTextureStatus_WantDestroy) {
    host_destroy_texture(id);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
  }
}

}  // namespace

void draw_frame(theme::Rgb ground) {
  const ImDrawData& data = *ImGui::GetDrawData();
  for (ImTextureData* texture : *data.Textures) bring_up_to_date(*texture);
  host_begin_draw(data.DisplaySize.x, data.DisplaySize.y, ground);
  for (const ImDrawList* list : data.CmdLists) {
    host_use_geometry(list->VtxBuffer.Data, static_cast<std::uint32_t>(list->VtxBuffer.size_in_bytes()),
                      list->IdxBuffer.Data, static_cast<std::uint32_t>(list->IdxBuffer.size_in_bytes()));
    for (const ImDrawCmd& command : list->CmdBuffer) {
      if (command.ElemCount == 0) continue;
      host_draw_elements(static_cast<std::uint32_t>(command.GetTexID()), command.ElemCount, command.IdxOffset,
                         command.VtxOffset, command.ClipRect.x, command.ClipRect.y, command.ClipRect.z,
                         command.ClipRect.w);
    }
  }
}

void forget_textures() {
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    texture->SetTexID(ImTextureID_Invalid);
    texture->SetStatus(ImTextureStatus_WantCreate);
  }
}

}  // namespace undersigned::dashboard
