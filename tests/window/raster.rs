//! Draws what egui wants drawn, in software and the same on every machine: triangles of plain or woven colour, for
//! pictures of the window where there is no graphics card.

use std::collections::HashMap;

use eframe::egui::epaint::{ImageData, Primitive, Vertex};
use eframe::egui::{Color32, ColorImage, Context, FullOutput, Pos2, Rect, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::{Rgba, RgbaImage};

/// Keeps egui's textures, and draws with them.
#[derive(Default)]
pub struct Raster {
    textures: HashMap<TextureId, ColorImage>,
}

impl TestRenderer for Raster {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, patches) in delta.set.drain() {
            for patch in patches {
                let ImageData::Color(new) = &patch.image;
                match (patch.pos, self.textures.get_mut(&id)) {
                    (Some([left, top]), Some(old)) => {
                        let ([width, height], stride) = (new.size, old.size[0]);
                        for row in 0..height {
                            let at = (top + row) * stride + left;
                            let from = &new.pixels[row * width..(row + 1) * width];
                            old.pixels[at..at + width].copy_from_slice(from);
                        }
                    }
                    _ => drop(self.textures.insert(id, ColorImage::clone(new))),
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let mut picture = RgbaImage::from_pixel(size.x.round() as u32, size.y.round() as u32, Rgba([0, 0, 0, 255]));
        for piece in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = piece.primitive else {
                return Err("only triangles are drawn here".to_owned());
            };
            let texture = self.textures.get(&mesh.texture_id).ok_or("a texture is missing")?;
            let clip = Rect::from_min_max(at(piece.clip_rect.min, scale), at(piece.clip_rect.max, scale));
            for corners in mesh.indices.chunks_exact(3) {
                let corner = |i: usize| {
                    let vertex = mesh.vertices[corners[i] as usize];
                    Vertex { pos: at(vertex.pos, scale), ..vertex }
                };
                triangle(&mut picture, clip, texture, [corner(0), corner(1), corner(2)]);
            }
        }
        Ok(picture)
    }
}

fn at(pos: Pos2, scale: f32) -> Pos2 {
    Pos2::new(pos.x * scale, pos.y * scale)
}

/// Twice the area of `a`, `b`, `c`; positive if they go round with the clock on the screen.
fn cross(a: Pos2, b: Pos2, c: Pos2) -> f32 {
    (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// Whether pixels whose middle lies right on the edge from `a` to `b` belong to the triangle: so that of two triangles with a
/// common edge each pixel belongs to one.
fn owns_edge(a: Pos2, b: Pos2) -> bool {
    (a.y == b.y && b.x > a.x) || b.y < a.y
}

fn triangle(picture: &mut RgbaImage, clip: Rect, texture: &ColorImage, [a, mut b, mut c]: [Vertex; 3]) {
    if cross(a.pos, b.pos, c.pos) < 0.0 {
        std::mem::swap(&mut b, &mut c);
    }
    let area = cross(a.pos, b.pos, c.pos);
    if area <= 0.0 {
        return;
    }
    let edges = [(b.pos, c.pos), (c.pos, a.pos), (a.pos, b.pos)];
    let owned = edges.map(|(from, to)| owns_edge(from, to));
    let around = Rect::from_points(&[a.pos, b.pos, c.pos]).intersect(clip);
    // All pixels whose middles lie in between, the edges included: which of these are owned is decided below.
    let range = |from: f32, to: f32, most: u32| {
        ((from - 0.5).ceil().max(0.0) as u32)..((to - 0.5).floor() + 1.0).clamp(0.0, most as f32) as u32
    };
    let plain = (a.uv == b.uv && b.uv == c.uv && a.color == b.color && b.color == c.color)
        .then(|| woven(a.color, texel(texture, a.uv)));
    for y in range(around.top(), around.bottom(), picture.height()) {
        for x in range(around.left(), around.right(), picture.width()) {
            let middle = Pos2::new(x as f32 + 0.5, y as f32 + 0.5);
            let mut share = [0.0; 3];
            let inside = edges.iter().zip(owned).zip(&mut share).all(|(((from, to), owned), share)| {
                *share = cross(*from, *to, middle);
                *share > 0.0 || (*share == 0.0 && owned)
            });
            if inside {
                let color = plain.unwrap_or_else(|| shaded([a, b, c], share.map(|share| share / area), texture));
                blend(picture.get_pixel_mut(x, y), color);
            }
        }
    }
}

/// The colour within a triangle, where its corners have these shares.
fn shaded(corners: [Vertex; 3], shares: [f32; 3], texture: &ColorImage) -> [f32; 4] {
    let mut color = [0.0; 4];
    let mut uv = Pos2::ZERO;
    for (corner, share) in corners.iter().zip(shares) {
        for (sum, channel) in color.iter_mut().zip(corner.color.to_array()) {
            *sum += f32::from(channel) * share;
        }
        uv += corner.uv.to_vec2() * share;
    }
    let texel = texel(texture, uv).to_array();
    std::array::from_fn(|i| color[i] * f32::from(texel[i]) / 255.0)
}

fn woven(color: Color32, texel: Color32) -> [f32; 4] {
    let (color, texel) = (color.to_array(), texel.to_array());
    std::array::from_fn(|i| f32::from(color[i]) * f32::from(texel[i]) / 255.0)
}

fn texel(texture: &ColorImage, uv: Pos2) -> Color32 {
    let [width, height] = texture.size;
    let near = |share: f32, size: usize| ((share * size as f32).max(0.0) as usize).min(size - 1);
    texture.pixels[near(uv.y, height) * width + near(uv.x, width)]
}

/// Lays a colour over a pixel; both have their opacity multiplied in, as egui has it.
fn blend(pixel: &mut Rgba<u8>, [red, green, blue, alpha]: [f32; 4]) {
    let rest = 1.0 - alpha / 255.0;
    for (under, over) in pixel.0.iter_mut().zip([red, green, blue, alpha]) {
        *under = (over + f32::from(*under) * rest).round().clamp(0.0, 255.0) as u8;
    }
}
