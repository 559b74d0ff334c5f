/* floor PICTURES OUT WORKERS: what libjpeg-turbo alone takes, a scaled decode and two encodes, with no resampling, colour or metadata. JPEG only. Prints seconds and processor seconds.
   cc -O2 floor.c -o floor -ljpeg -lpthread */
#include <dirent.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <jpeglib.h>

static char *files[4096];
static int count, next;
static const char *out;

struct trap { struct jpeg_error_mgr manager; jmp_buf back; };
static void leave(j_common_ptr c) { longjmp(((struct trap *)c->err)->back, 1); }
static void quiet(j_common_ptr c, int level) { (void)c; (void)level; }

static void encode(JSAMPLE *pixels, int stride, int width, int height, int bands, int quality, const char *path) {
    struct jpeg_compress_struct c; struct trap t; unsigned char *data = 0; unsigned long length = 0;
    c.err = jpeg_std_error(&t.manager); jpeg_create_compress(&c); jpeg_mem_dest(&c, &data, &length);
    c.image_width = width; c.image_height = height; c.input_components = bands; c.in_color_space = bands == 3 ? JCS_RGB : JCS_GRAYSCALE;
    jpeg_set_defaults(&c); jpeg_set_quality(&c, quality, TRUE); c.optimize_coding = TRUE; jpeg_start_compress(&c, TRUE);
    while (c.next_scanline < c.image_height) { JSAMPROW row = pixels + (size_t)c.next_scanline * stride; jpeg_write_scanlines(&c, &row, 1); }
    jpeg_finish_compress(&c); jpeg_destroy_compress(&c);
    FILE *f = fopen(path, "wb"); if (f) { fwrite(data, 1, length, f); fclose(f); } free(data);
}

static void render(const char *path) {
    FILE *f = fopen(path, "rb"); struct jpeg_decompress_struct d; struct trap t; JSAMPLE *volatile pixels = 0;
    if (!f) return;
    d.err = jpeg_std_error(&t.manager); t.manager.error_exit = leave; t.manager.emit_message = quiet;
    if (setjmp(t.back)) { jpeg_destroy_decompress(&d); fclose(f); free(pixels); return; }
    jpeg_create_decompress(&d); jpeg_stdio_src(&d, f); jpeg_read_header(&d, TRUE);
    double factor = d.image_width / 1920.0 > d.image_height / 1080.0 ? d.image_width / 1920.0 : d.image_height / 1080.0;
    if (factor < 1) factor = 1;
    d.scale_num = 1; d.scale_denom = factor >= 8 ? 8 : factor >= 4 ? 4 : factor >= 2 ? 2 : 1;
    if (d.num_components != 1) d.out_color_space = JCS_RGB;
    int width = d.image_width / factor + .5, height = d.image_height / factor + .5;
    jpeg_start_decompress(&d);
    int stride = d.output_width * d.output_components, bands = d.output_components;
    pixels = malloc((size_t)stride * d.output_height);
    while (d.output_scanline < d.output_height) { JSAMPROW row = pixels + (size_t)d.output_scanline * stride; jpeg_read_scanlines(&d, &row, 1); }
    if (width > (int)d.output_width) width = d.output_width;
    if (height > (int)d.output_height) height = d.output_height;
    jpeg_finish_decompress(&d); jpeg_destroy_decompress(&d); fclose(f);
    char name[600]; const char *base = strrchr(path, '/') + 1;
    snprintf(name, sizeof name, "%s/%s.cache.jpg", out, base); encode(pixels, stride, width, height, bands, 85, name);
    int small = width >= height ? 300 : 300 * width / height, low = width >= height ? 300 * height / width : 300;
    snprintf(name, sizeof name, "%s/%s.thumbnail.jpg", out, base); encode(pixels, stride, small < 1 ? 1 : small, low < 1 ? 1 : low, bands, 80, name);
    free(pixels);
}

static void *work(void *unused) { for (;;) { int i = __sync_fetch_and_add(&next, 1); if (i >= count) return unused; render(files[i]); } }

int main(int argc, char **argv) {
    if (argc < 4) return 2;
    out = argv[2];
    DIR *d = opendir(argv[1]); struct dirent *e;
    while (d && (e = readdir(d)) && count < 4096) if (strstr(e->d_name, ".jpg")) { char *p = malloc(600); snprintf(p, 600, "%s/%s", argv[1], e->d_name); files[count++] = p; }
    int workers = atoi(argv[3]); pthread_t threads[64]; struct timespec a, b; clock_gettime(CLOCK_MONOTONIC, &a);
    for (int i = 0; i < workers && i < 64; i++) pthread_create(threads + i, 0, work, 0);
    for (int i = 0; i < workers && i < 64; i++) pthread_join(threads[i], 0);
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%f %f\n", b.tv_sec - a.tv_sec + (b.tv_nsec - a.tv_nsec) / 1e9, (double)clock() / CLOCKS_PER_SEC);
    return 0;
}
